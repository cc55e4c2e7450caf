// Printed from the migrated schema by `npm run docs`: do not edit.
import type { ColumnType, Generated } from 'kysely'

export interface DB {
  'account': {
    alliance_id: string
    id: string
    name: string
    email: string
    person_id: string | null
    partner_id: string | null
    persona: string | null
    signed_in_at: Date | null
    closed_at: Date | null
    created_at: Generated<Date>
  }
  'account_role': {
    alliance_id: string
    account_id: string
    role: string
  }
  'alliance': {
    id: string
    slug: string
    name: string
    borough: string
    strapline: Generated<string>
    is_region: Generated<boolean>
    region_id: string | null
    borough_code: string | null
    champion_word: Generated<string>
    helpline_number: string | null
    helpline_hours: Generated<string>
    brand: ColumnType<unknown, string | undefined, string>
    loan_months: Generated<number>
    created_at: Generated<Date>
  }
  'area': {
    alliance_id: string
    code: string
    name: string
    kind: string
    ward_code: string | null
    borough_code: string | null
    lat: number | null
    lon: number | null
    outline: ColumnType<unknown, string | null | undefined, string | null>
    population: number | null
    population_65: number | null
    deprivation_decile: number | null
    exclusion_risk: number | null
  }
  'attendance': {
    alliance_id: string
    session_id: string
    person_id: string
    status: string
  }
  'booking': {
    alliance_id: string
    id: string
    reference: Generated<string>
    device_id: string
    person_id: string | null
    partner_id: string | null
    purpose: string | null
    place_id: string | null
    starts_on: string
    ends_on: string
    lead_days: Generated<number>
    turnaround_days: Generated<number>
    status: string
    booked_at: Date
    notes: Generated<string>
  }
  'call': {
    alliance_id: string
    id: string
    person_id: string
    request_id: string | null
    account_id: string | null
    direction: string
    started_at: Date
    called_on: string
    minutes: Generated<number>
    result: string
    notes: Generated<string>
    caller_id: string | null
    standing: string | null
    agreed: string | null
    why_nothing: string | null
  }
  'call_back': {
    alliance_id: string
    id: string
    person_id: string
    about_type: string
    about_id: string
    cause: string
    why: string
    script: Generated<string>
    status: string
    priority: Generated<number>
    due_from: Date
    due_until: Date | null
    tries: Generated<number>
    asked_at: Date
    asked_by: string | null
    ended_at: Date | null
    not_after: Date | null
  }
  'call_back_try': {
    alliance_id: string
    id: string
    call_back_id: string
    account_id: string | null
    call_id: string | null
    tried_at: Date
    tried_on: string
    part: string
    result: string
  }
  'call_draft': {
    alliance_id: string
    id: string
    account_id: string
    person_id: string | null
    fields: ColumnType<unknown, string | undefined, string>
    turn: Generated<number>
    started_at: Date
    saved_at: Date
    away_seconds: Generated<number>
    put_down_at: Date | null
  }
  'call_hold': {
    alliance_id: string
    person_id: string
    account_id: string
    since: Date
    until: Date
  }
  'call_list': {
    alliance_id: string
    id: string
    name: string
    why: string
    script: Generated<string>
    made_at: Date
    made_by: string | null
    stopped_at: Date | null
    left_out: Generated<number>
  }
  'call_shift': {
    alliance_id: string
    account_id: string
    since: Date
    until: Date
  }
  'champion': {
    alliance_id: string
    id: string
    person_id: string
    kind: string
    status: string
    partner_id: string | null
    applied_on: string
    checked_on: string | null
    trained_on: string | null
    active_on: string | null
    left_on: string | null
    languages: Generated<string[]>
    ways: Generated<string[]>
    max_learners: Generated<number>
    travels_km: Generated<number>
  }
  'champion_availability': {
    alliance_id: string
    champion_id: string
    weekday: number
    starts: string
    ends: string
  }
  'concern': {
    alliance_id: string
    id: string
    person_id: string | null
    said_about: Generated<string>
    about_type: string | null
    about_id: string | null
    who_is_at_risk: string
    words: string
    told_already: Generated<string>
    account_id: string | null
    raised_at: Date
  }
  'concern_note': {
    alliance_id: string
    id: string
    concern_id: string
    what: string
    words: Generated<string>
    account_id: string
    written_at: Date
  }
  'consent': {
    alliance_id: string
    id: string
    person_id: string
    purpose: string
    partner_id: string | null
    given_on: string
    how: string
    account_id: string | null
    on_behalf: Generated<string>
    ends_on: string | null
    withdrawn_at: Date | null
    withdrawn_how: string | null
    withdrawn_why: Generated<string>
    ended_at: Date | null
  }
  'device': {
    alliance_id: string
    id: string
    reference: Generated<string>
    kind: string
    make: Generated<string>
    model: Generated<string>
    serial: string | null
    imei: string | null
    kit: Generated<string>
    condition: Generated<string>
    status: string
    place_id: string | null
    added_on: string
    storage_serial: string | null
    system: Generated<string>
    support_ends_on: string | null
    battery: number | null
    test_due_on: string | null
    owner_id: string | null
    home_place_id: string | null
    fund_id: string | null
    is_locked: Generated<boolean>
    asset_tag: string | null
  }
  'device_claim': {
    alliance_id: string
    id: string
    device_id: string
    source: string
    starts_on: string
    ends_on: string
  }
  'device_found': {
    alliance_id: string
    id: string
    device_id: string
    words: string
    contact: Generated<string>
    told_at: Date
  }
  'device_fund': {
    alliance_id: string
    id: string
    name: string
    may_lend: Generated<boolean>
    may_give: Generated<boolean>
    may_sell: Generated<boolean>
  }
  'device_missing_part': {
    alliance_id: string
    device_id: string
    name: string
    how_many: number
    since: string
  }
  'device_transfer': {
    alliance_id: string
    id: string
    device_id: string
    to_place_id: string
    sent_on: string
    due_on: string
    arrived_on: string | null
    serves: string | null
  }
  'distribution': {
    alliance_id: string
    id: string
    what: string
    person_id: string | null
    partner_id: string | null
    device_id: string | null
    quantity: number
    scheme: Generated<string>
    given_on: string
    notes: Generated<string>
  }
  'duty_worker': {
    alliance_id: string
    account_id: string
    since: Date
  }
  'eligibility_check': {
    alliance_id: string
    id: string
    person_id: string
    set_code: string
    met: string[]
    checked_on: string
    good_until: string
    checked_by: string
    account_id: string | null
  }
  'eligibility_question': {
    alliance_id: string
    set_code: string
    code: string
    position: number
    question: string
    needed: string
  }
  'eligibility_set': {
    alliance_id: string
    code: string
    name: string
    words: Generated<string>
    months: Generated<number>
    ended_on: string | null
  }
  'end_user_count': {
    alliance_id: string
    id: string
    organisation_loan_id: string
    from_on: string
    until_on: string
    people: number
    notes: Generated<string>
    recorded_at: Date
  }
  'event': {
    alliance_id: string
    id: string
    at: Date
    account_id: string | null
    actor: string
    action: string
    about_type: string
    about_id: string
    person_id: string | null
    detail: ColumnType<unknown, string | undefined, string>
    request_id: string | null
  }
  'event_gone_back': {
    alliance_id: string
    subject_id: string
    event_id: string
  }
  'event_link': {
    alliance_id: string
    subject_type: string
    subject_id: string
    event_id: string
  }
  'feedback': {
    alliance_id: string
    id: string
    theme: string
    words: string
    partner_id: string
    way_in_id: string | null
    told_at: Date
    told_on: string
  }
  'glass_broken': {
    alliance_id: string
    id: string
    person_id: string | null
    account_id: string
    why: string
    broken_at: Date
    until: Date | null
  }
  'handover': {
    alliance_id: string
    id: string
    loan_id: string
    way: string
    at_where: string
    brought_by: string | null
    signed_out: string | null
    lock: string | null
    signed_name: string | null
    signature: ColumnType<unknown, string | null | undefined, string | null>
    place_id: string | null
    handed_on: string
    recorded_at: Date
    account_id: string | null
    together_id: string | null
  }
  'handover_part': {
    alliance_id: string
    handover_id: string
    name: string
    expected: number
    here: number
  }
  'handover_photo': {
    alliance_id: string
    id: string
    handover_id: string
    image: Buffer
    width: number
    height: number
  }
  'import_bad_row': {
    alliance_id: string
    import_run_id: string
    line: number
    cells: ColumnType<unknown, string, string>
    problems: ColumnType<unknown, string, string>
  }
  'import_run': {
    alliance_id: string
    id: string
    kind: string
    filename: string
    content: Buffer | null
    status: string
    columns: Generated<string[]>
    mapping: ColumnType<unknown, string | undefined, string>
    mode: Generated<string>
    rows_read: Generated<number>
    rows_written: Generated<number>
    rows_bad: Generated<number>
    left_out: ColumnType<unknown, string | undefined, string>
    failure: string | null
    account_id: string | null
    created_at: Date
    finished_at: Date | null
  }
  'inbound_text': {
    alliance_id: string
    id: string
    provider: string
    provider_id: string
    from_number: string
    to_number: Generated<string>
    words: string
    sent_at: Date
    received_at: Date
    status: string
    person_id: string | null
    notice_id: string | null
    came_of_it: string | null
    seen_to_at: Date | null
    seen_to_by: string | null
    seen_to_words: Generated<string>
  }
  'incoming_call': {
    alliance_id: string
    id: string
    provider: string
    provider_id: string
    status: string
    from_number: string | null
    for_account: string | null
    taken_by: string | null
    rang_at: Date
    ended_at: Date | null
  }
  'installation': {
    name: string
    value: string
  }
  'learning_resource': {
    alliance_id: string
    id: string
    name: string
    link: string
    language: string
    area: string
    about: Generated<string>
    retired_on: string | null
  }
  'lending_purpose': {
    alliance_id: string
    code: string
    name: string
    said_as: string
    head_start_days: Generated<number>
    ended_on: string | null
  }
  'lending_rule': {
    alliance_id: string
    id: string
    place_id: string | null
    kind: string | null
    purpose: string | null
    length: number | null
    length_unit: string | null
    renewals: number | null
    longest_months: number | null
    hold_days: number | null
    remind_days: number | null
    turnaround_days: number | null
    transfer_days: number | null
    call_after_days: number | null
    suspend_after_days: number | null
    needs_check: boolean | null
  }
  'likeness_due': {
    alliance_id: string
    person_id: string
  }
  'loan': {
    alliance_id: string
    id: string
    reference: Generated<string>
    device_id: string
    wipe_id: string
    wipe_passed: Generated<boolean>
    person_id: string | null
    partner_id: string | null
    request_id: string | null
    status: string
    promised_at: Date
    collected_on: string | null
    due_on: string | null
    returned_on: string | null
    returned_at: Date | null
    condition_out: string | null
    condition_back: string | null
    kit_out: Generated<string>
    kit_complete: boolean | null
    return_notes: Generated<string>
    agreement_version: number | null
    agreed_due_on: string | null
    signed_name: string | null
    signature: ColumnType<unknown, string | null | undefined, string | null>
    signed_at: Date | null
    purpose: string | null
    waiting_id: string | null
    booking_id: string | null
    organisation_loan_id: string | null
    collect_place_id: string | null
    held_until: string | null
    lapsed_at: Date | null
    planned_until: string | null
    turnaround_days: Generated<number>
    trouble: string | null
    trouble_on: string | null
    trouble_notes: Generated<string>
  }
  'loan_extension': {
    alliance_id: string
    id: string
    loan_id: string
    was_due_on: string
    due_on: string
    how: string
    many_id: string | null
    extended_at: Date
  }
  'match': {
    alliance_id: string
    id: string
    request_id: string
    person_id: string
    champion_id: string
    status: string
    reasons: ColumnType<unknown, string | undefined, string>
    asked_at: Date
    answered_at: Date | null
    answer: Generated<string>
  }
  'message': {
    alliance_id: string
    id: string
    way: string
    address: string
    subject: string
    body: string
    about_type: string
    about_id: string
    created_at: Date
    send_before: Date | null
    sent_at: Date | null
    failed_at: Date | null
    failure: string | null
    status: Generated<string>
    person_id: string | null
    provider: string | null
    provider_id: string | null
    language: Generated<string>
    large_print: Generated<boolean>
    tries: Generated<number>
    next_try_at: Generated<Date>
    claimed_at: Date | null
    go_until: Date | null
    delivered_at: Date | null
    print_run_id: string | null
  }
  'message_notice': {
    alliance_id: string
    message_id: string
    notice_id: string
    template_version: string | null
  }
  'message_receipt': {
    alliance_id: string
    message_id: string
    status: string
    at: Date
    received_at: Date
  }
  'message_way_try': {
    alliance_id: string
    way: string
    provider: string
    outcome: string
    why: Generated<string>
    at: Date
  }
  'message_ways': {
    alliance_id: string
    text_by: Generated<string>
    email_by: Generated<string>
    letter_by: Generated<string>
    notify_key_sealed: string | null
    notify_service: string | null
    notify_text_template: string | null
    notify_email_template: string | null
    notify_text_sender: string | null
    notify_reply_to: string | null
    notify_postage: Generated<string>
    notify_per_minute: Generated<number>
    notify_token_sealed: string | null
    twilio_account: string | null
    twilio_token_sealed: string | null
    twilio_sender: string | null
    twilio_per_minute: Generated<number>
    quiet_from: Generated<string>
    quiet_until: Generated<string>
    quiet_rest_days: Generated<boolean>
    daily_cap: Generated<number>
    changed_at: Date
  }
  'name_near': {
    alliance_id: string
    near: string
    word: string
  }
  'notice': {
    alliance_id: string
    id: string
    person_id: string
    template: string
    personalisation: ColumnType<unknown, string | undefined, string>
    about_type: string
    about_id: string
    cause: string
    status: string
    bundles: Generated<boolean>
    asks: string | null
    replies: Generated<string[]>
    answered_at: Date | null
    not_before: Date
    not_after: Date | null
    plan_at: Date
    because: string | null
    created_at: Date
    ended_at: Date | null
    over_at: Date | null
  }
  'organisation_loan': {
    alliance_id: string
    id: string
    reference: Generated<string>
    partner_id: string
    setting: string
    contact_name: string
    contact_phone: string | null
    contact_email: string | null
    made_on: string
  }
  'partner': {
    alliance_id: string
    id: string
    name: string
    sector: string
    what_they_do: Generated<string>
    contact_name: Generated<string>
    email: string | null
    phone: string | null
    website: string | null
    joined_on: string
    left_on: string | null
  }
  'person': {
    alliance_id: string
    id: string
    reference: Generated<string>
    name: string
    known_as: Generated<string>
    birth_year: number | null
    address: Generated<string>
    postcode: string | null
    lat: number | null
    lon: number | null
    ward_code: string | null
    language: Generated<string>
    support_needs: Generated<string>
    import_key: string | null
    created_on: string
    say_as: Generated<string>
    age_band: Generated<string>
    also_speaks: Generated<string[]>
    interpreter: Generated<boolean>
    access_needs: Generated<string[]>
    ways: Generated<string[]>
    reach_through: Generated<string>
    best_times: Generated<string>
    do_not_call: Generated<boolean>
    has_died: Generated<boolean>
    died_on: string | null
    post_failed_at: Date | null
    erased_at: Date | null
    merged_into: string | null
  }
  'person_email': {
    alliance_id: string
    person_id: string
    address: string
    position: Generated<number>
    failed_at: Date | null
    of_plan: Generated<boolean>
  }
  'person_merge': {
    alliance_id: string
    id: string
    kept_id: string
    merged_id: string
    merged_at: Date
    merged_by: string | null
    undone_at: Date | null
    undone_by: string | null
  }
  'person_merge_step': {
    alliance_id: string
    merge_id: string
    step: number
    what: string
    in_table: string
    row_key: ColumnType<unknown, string | null | undefined, string | null>
    was: ColumnType<unknown, string, string>
    became: ColumnType<unknown, string | null | undefined, string | null>
  }
  'person_note': {
    alliance_id: string
    id: string
    person_id: string
    versions: Generated<number>
    written_at: Date
  }
  'person_note_version': {
    alliance_id: string
    note_id: string
    version: number
    words: string
    account_id: string | null
    written_at: Date
  }
  'person_pair': {
    alliance_id: string
    id: string
    first_id: string
    second_id: string
    likelihood: number
    reasons: Generated<string[]>
    status: string
    found_at: Date
    look_again_on: string | null
    decided_at: Date | null
    decided_by: string | null
  }
  'person_phone': {
    alliance_id: string
    person_id: string
    number: string
    label: Generated<string>
    position: Generated<number>
    mobile: Generated<boolean>
    failed_at: Date | null
    texts_stopped_at: Date | null
    of_plan: Generated<boolean>
  }
  'person_reach': {
    alliance_id: string
    person_id: string
    say_name: string
    language: string
    ways: string[]
    phones: ColumnType<unknown, string, string>
    emails: ColumnType<unknown, string, string>
    postal: string[]
    do_not_call: boolean
    never_text: boolean
    never_write: boolean
    gone: boolean
    restricted: boolean
    holds_consent: boolean
    consent_ended_on: string | null
    large_print: boolean
    interpreter: boolean
    safe_number: string | null
    safe_windows: ColumnType<unknown, string, string>
    voicemail_ok: boolean
    our_name: string
    safe_plan: boolean
    plan_words: string
    say_as: string
    reach_through: string
    best_times: string
    has_died: boolean
    liked: string[]
    rings_through: boolean
    takes_calls: boolean
  }
  'person_token': {
    alliance_id: string
    token: string
    person_id: string
  }
  'phone_echo': {
    alliance_id: string
    told: string
    told_at: Date
  }
  'phone_line': {
    alliance_id: string
    secret: string | null
    twilio_token: string | null
    ring_number: string | null
    changed_at: Date
  }
  'place': {
    alliance_id: string
    id: string
    name: string
    kind: string
    partner_id: string | null
    address: Generated<string>
    postcode: string | null
    lat: number | null
    lon: number | null
    ward_code: string | null
    email: string | null
    website: string | null
    opening_hours: ColumnType<unknown, string | undefined, string>
    takes_donations: Generated<boolean>
    closed_on: string | null
  }
  'place_closure': {
    alliance_id: string
    id: string
    place_id: string
    starts_on: string
    ends_on: string
    why: Generated<string>
  }
  'post_round': {
    alliance_id: string
    held_by: string | null
    held_until: Date | null
    asked_again: Generated<boolean>
    counted_on: string
    counted: Generated<number>
  }
  'postcode': {
    alliance_id: string
    postcode: string
    lat: number
    lon: number
    ward_code: string | null
    lsoa_code: string | null
    borough_code: string | null
  }
  'print_run': {
    alliance_id: string
    id: string
    printed_at: Date
    account_id: string | null
    letters: number
  }
  'provider_gate': {
    key: string
    tokens: number
    filled_at: Date
    failures: Generated<number>
    open_until: Date | null
    probing_until: Date | null
    last_failure: string | null
    last_failed_at: Date | null
    last_worked_at: Date | null
    shut_since: Date | null
  }
  'referral': {
    alliance_id: string
    id: string
    reference: Generated<string>
    person_id: string
    request_id: string
    partner_id: string
    consent_id: string | null
    status: string
    shared: Generated<string[]>
    words: Generated<string>
    sent_at: Date
    sent_on: string
    sent_by: string | null
    site: string
    reply_by: string | null
    nudged_on: string | null
    answered_at: Date | null
    decline_reason: string | null
    partner_words: Generated<string>
    outcome: string | null
    ended_on: string | null
    stopped_because: string | null
  }
  'referral_link': {
    alliance_id: string
    id: string
    referral_id: string
    token_hash: Buffer
    made_at: Date
    ends_at: Date
    revoked_at: Date | null
  }
  'repair': {
    alliance_id: string
    id: string
    device_id: string
    what: Generated<string>
    parts: Generated<string>
    cost_pence: number | null
    sent_on: string
    back_on: string | null
  }
  'request': {
    alliance_id: string
    id: string
    reference: Generated<string>
    person_id: string
    status: string
    source: string
    words: Generated<string>
    needs: Generated<string[]>
    barriers: Generated<string[]>
    partner_id: string | null
    owner_id: string | null
    next_action: string | null
    next_action_on: string | null
    opened_at: Date
    opened_on: string
    closed_on: string | null
    outcome: string | null
    what_changed: Generated<string>
    waits_for: string | null
    theme: string | null
    way_in_id: string | null
    asker_id: string | null
    asker_standing: string | null
    agreed: string | null
  }
  'restricted_person': {
    alliance_id: string
    person_id: string
    why: string
    since: Date
  }
  'restricted_reader': {
    alliance_id: string
    person_id: string
    account_id: string
    until: Date | null
  }
  'safe_contact_plan': {
    alliance_id: string
    person_id: string
    words: Generated<string>
    safe_number: string | null
    safe_email: string | null
    safe_windows: ColumnType<unknown, string | undefined, string>
    voicemail_ok: Generated<boolean>
    never_text: Generated<boolean>
    never_write: Generated<boolean>
    our_name: Generated<string>
    made_at: Date
  }
  'safeguarding_contact': {
    alliance_id: string
    adults_number: Generated<string>
    children_number: Generated<string>
    at_night_number: Generated<string>
    words: Generated<string>
  }
  'session': {
    alliance_id: string
    id: string
    reference: Generated<string>
    kind: string
    way: string
    status: string
    title: Generated<string>
    champion_id: string | null
    request_id: string | null
    place_id: string | null
    starts_at: Date
    ends_at: Date
    held_on: string | null
    minutes: number | null
    places: number | null
    booked: Generated<number>
    head_count: Generated<number>
    notes: Generated<string>
  }
  'session_skill': {
    alliance_id: string
    session_id: string
    skill_id: string
  }
  'sign_in': {
    alliance_id: string
    id: string
    account_id: string
    token_hash: Buffer
    created_at: Date
    last_seen_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  'sign_in_code': {
    alliance_id: string
    id: string
    account_id: string
    kind: string
    code_hash: Buffer
    created_at: Date
    expires_at: Date
    tries: Generated<number>
    used_at: Date | null
  }
  'signpost': {
    alliance_id: string
    id: string
    person_id: string
    request_id: string | null
    call_id: string | null
    place_id: string | null
    words: Generated<string>
    sent_how: string
    signposted_at: Date
    resource_id: string | null
  }
  'sim': {
    alliance_id: string
    id: string
    reference: Generated<string>
    kind: string
    network: string
    phone_number: string | null
    iccid: string | null
    product: Generated<string>
    monthly_gb: number | null
    months: number | null
    activate_by: string | null
    expires_on: string | null
    scheme: Generated<string>
    eligibility_set: string | null
    secret: string | null
    status: string
    person_id: string | null
    device_id: string | null
    issued_on: string | null
    ends_on: string | null
    added_on: string
    stops_on: string | null
    stopped_for: string | null
  }
  'skill': {
    alliance_id: string
    id: string
    code: string
    name: string
    area: string
    level: string
    source: Generated<string>
    position: number
  }
  'skill_check': {
    alliance_id: string
    id: string
    person_id: string
    request_id: string
    moment: string
    taken_on: string
  }
  'skill_check_answer': {
    alliance_id: string
    skill_check_id: string
    skill_id: string
    answer: string
  }
  'staff_digest': {
    alliance_id: string
    account_id: string
    is_wanted: Generated<boolean>
    written_on: string | null
  }
  'staff_notice': {
    alliance_id: string
    id: string
    account_id: string
    words: string
    path: string
    about_type: string
    about_id: string
    cause: string | null
    told_at: Date
    read_at: Date | null
  }
  'stock_check': {
    alliance_id: string
    id: string
    reference: Generated<string>
    place_id: string | null
    status: string
    started_at: Date
    closed_at: Date | null
  }
  'stock_check_device': {
    alliance_id: string
    stock_check_id: string
    device_id: string
    is_expected: boolean
    found_at: Date | null
    found_by: Generated<string>
  }
  'stock_rule': {
    alliance_id: string
    needs_look: Generated<boolean>
    support_blocks: Generated<boolean>
    battery_blocks_below: number | null
    test_blocks: Generated<boolean>
    few_sims: Generated<number>
  }
  'stopped_number': {
    alliance_id: string
    person_id: string
    number: string
    texts_stopped_at: Date
  }
  'submission': {
    alliance_id: string
    id: string
    action: string
    account_id: string | null
    answer: ColumnType<unknown, string | null | undefined, string | null>
    created_at: Generated<Date>
  }
  'target': {
    alliance_id: string
    id: string
    figure: string
    label: string
    value: number
    starts_on: string
    ends_on: string
  }
  'template_version': {
    alliance_id: string
    id: string
    template: string
    language: string
    number: number
    text_words: string
    subject_words: string
    body_words: string
    call_words: string
    again_of: number | null
    made_by: string | null
    made_at: Date
  }
  'waiting': {
    alliance_id: string
    id: string
    reference: Generated<string>
    person_id: string | null
    partner_id: string | null
    request_id: string | null
    kind: string | null
    purpose: string
    place_id: string | null
    status: string
    joined_at: Date
    joined_on: string
    head_start_days: number
    notes: Generated<string>
    ended_on: string | null
  }
  'way_in': {
    alliance_id: string
    id: string
    partner_id: string
    kind: string
    name: string
    token_hash: Buffer
    sealed: string
    a_day: number
    made_at: Date
    made_by: string | null
    ends_on: string
    revoked_at: Date | null
  }
  'wipe': {
    alliance_id: string
    id: string
    device_id: string
    wiped_on: string
    method: string
    tool: Generated<string>
    evidence: Generated<string>
    passed: boolean
    done_by: string
    recorded_at: Date
  }
  'report.barriers': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
    code: string
  }
  'report.calls': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.champions': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.data_given': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.devices_given': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.group_attendances': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.help': {
    alliance_id: string
    person_id: string
    record_type: string
    record_id: string
    reference: string
    on_date: string
  }
  'report.loans': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.minutes': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.needs': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
    code: string
  }
  'report.partners': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.requests_done': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.returned_good': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.sessions': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.skill_changes': {
    alliance_id: string
    person_id: string
    on_date: string
    name: string
    position: number
    before: string
    after: string
  }
  'report.supported': {
    alliance_id: string
    record_type: string
    record_id: string
    reference: string
    person_id: string
    on_date: string
    until_date: string
    amount: number
  }
  'report.told': {
    alliance_id: string
    theme: string
    on_date: string
    by_whom: string
  }
}
